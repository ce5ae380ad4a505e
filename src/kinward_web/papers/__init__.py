"""Papers for meetings: built, kept with the meeting they are for, with the analyst's own words."""
