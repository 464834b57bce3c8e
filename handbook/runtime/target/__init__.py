"""What runs inside the browser's Python while building; started by `run.mjs`, never imported on the host."""
