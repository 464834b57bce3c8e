"""Files for those who begin: a setting's or an area's; the way in is `setting_file.write_setting`."""
