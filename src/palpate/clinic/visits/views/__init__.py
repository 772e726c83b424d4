"""Pages of visits: planning, the room, measurements, episodes, the timeline."""
