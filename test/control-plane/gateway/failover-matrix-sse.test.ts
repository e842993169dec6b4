import { describeFailoverMatrix } from "./failover-matrix-suite.ts";

describeFailoverMatrix("SSE");
