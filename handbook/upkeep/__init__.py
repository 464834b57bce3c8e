"""What keeps a handbook true once it is out; the way in is `review.report`."""
