"""Who sees which quota, course and entry of a waiting list."""
