"""What each section of a report says, one file a group of sections."""
