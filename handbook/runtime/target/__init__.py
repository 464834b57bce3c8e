"""What runs under Node while building, and in the browser's Python there; never imported on the host."""
