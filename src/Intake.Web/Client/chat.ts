// The conversation at /; loaded by that page alone.
export {};
