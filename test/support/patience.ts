// For what hangs, alone: jest's own limit of 5 s is met by what works on a machine that is slow or busy. A limit in the
// configuration of a project would be ignored.
jest.setTimeout(20 * 60_000);
