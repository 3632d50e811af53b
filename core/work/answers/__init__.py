"""What a person is told about a job, and the files that go with it; imports no flow."""
