"""A print judged and looked at before paper is spent."""
