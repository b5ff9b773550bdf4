// Interactions tests
