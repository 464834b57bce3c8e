"""The first file of a setting or an area; entry point: `setting_file.write_setting`, or `write_area`."""
