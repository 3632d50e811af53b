"""What all tests share."""

pytest_plugins = ["tests.scale.fixtures"]
