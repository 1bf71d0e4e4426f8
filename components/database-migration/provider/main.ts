#!/usr/bin/env node
import { serve } from "./serve";

// The entry of the published package: `pulumi-resource-proofpix`.
void serve(process.argv[2]);
