"""Forms of forecasts and plans. A part of a form is a key of a plan's file."""
