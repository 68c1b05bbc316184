// Accepted, by version {version}.
