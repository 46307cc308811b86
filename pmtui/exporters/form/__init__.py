"""A team's own form of its reports: sections, texts around them, logo, colours, a template."""
