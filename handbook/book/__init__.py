"""What one setting's wizard may say, and where things stand for it; the way in is `maker.Maker`."""
