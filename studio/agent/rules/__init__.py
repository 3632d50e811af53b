"""What the planner does with a clause, by topic; each rule accounts for the words it used."""
