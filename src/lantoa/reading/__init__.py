"""Facts out of articles and reports, each with its exact quote; a person accepts them."""
