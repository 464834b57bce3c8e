"""The data's files, read strictly and held against their schemas; the way in is `data.load`."""
