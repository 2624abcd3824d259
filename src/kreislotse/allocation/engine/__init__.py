"""The arithmetic of allocation: arrays in, arrays out, no database, no clock, no chance."""
