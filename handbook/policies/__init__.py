"""What documents say: their files, how these name shared lines, and the data that comes of both."""
