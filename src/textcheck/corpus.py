"""What only a whole corpus can tell, as a summary that can be built in parts, merged, saved and handed to a Checker."""
