"""The data's files, read strictly and held against their schemas; entry point: `data.load`."""
