"""The five demonstrations: what their documents say reaches their readers. They go with the five."""
