"""The people who lead workshops on a hosted Musette: they sign in, and each sees their own."""
