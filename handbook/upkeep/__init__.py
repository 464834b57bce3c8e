"""What keeps a handbook true once it is out: reviews, links, news; entry point: `review.report`."""
