"""What is asked: scenarios, dated parameters with sources, presets, differences of two scenarios."""
