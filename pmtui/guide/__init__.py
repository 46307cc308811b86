"""What a facilitator is led through, as data: pages, fields, prompts, rules, entry grammar."""
