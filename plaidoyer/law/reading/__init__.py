"""Reading the French wording of amendments: a grammar of its own, and the law that the wording makes."""
