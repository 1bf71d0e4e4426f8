// A deployment takes seconds; what hangs shall still end the run.
jest.setTimeout(180_000);
