"""The first file of a setting or an area; the way in is `setting_file.write_setting`, or `write_area`."""
