"""What keeps a handbook true once it is out: reviews, links, news; the way in is `review.report`."""
