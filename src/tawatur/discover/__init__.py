"""Many pages → which stories are in them, who copies whom, and an index to search them; on one machine, or on Spark."""
