"""From a saved copy to the sentence that rests on it: claims, what they name, and where it is proven."""
