"""Pictures from outside: decoded where they can do no harm, written anew, and kept."""
