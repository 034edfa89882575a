"""The rendering processes, and all that they load and keep."""
