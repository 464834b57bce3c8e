"""The data's files, read strictly and checked against their schemas; entry point: `data.load`."""
