"""Instructions put in French, in the grammars of a law, of the Assemblée nationale and of the Sénat."""
