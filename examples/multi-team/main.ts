// One program of several teams, which they keep in one repository.
import { App } from "cdktf";
import { declareTeams } from "./program.ts";

const app = new App();
declareTeams(app);
app.synth();
