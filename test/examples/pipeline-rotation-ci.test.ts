import { readFileSync } from "node:fs";
import { join } from "node:path";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parse } from "yaml";
import { PIPELINE_EXAMPLE } from "../support/pipeline-example.ts";

/** The files that CI services read, which nothing here can run: they are held to what matters in them. */

const read = (path: string) => readFileSync(join(PIPELINE_EXAMPLE, path), "utf8");
const githubText = read(".github/workflows/gateway-keys.yml");
const gitlabText = read(".gitlab-ci.yml");

interface Step {
  uses?: string;
  run?: string;
  env?: Record<string, string>;
}
interface GithubJob {
  if: string;
  permissions?: Record<string, string>;
  concurrency: { group: string; "cancel-in-progress": boolean };
  steps: Step[];
}
interface GitlabJob {
  script: string[];
  rules: { if: string; when?: string }[];
  resource_group?: string;
  artifacts?: { paths?: string[]; reports?: Record<string, string> };
}

const github = parse(githubText);
const githubJobs: Record<string, GithubJob> = github.jobs;
const { stages: _, workflow: __, variables: ___, default: ____, ...gitlab } = parse(gitlabText);
const gitlabJobs: Record<string, GitlabJob> = gitlab;

const commandsOf = (lines: (string | undefined)[]) => lines.filter((each) => each !== undefined).join("\n");
const githubCommands = (job: GithubJob | undefined) => commandsOf(job?.steps.map(({ run }) => run) ?? []);

test("GitHub's own parser finds no fault in the workflow", async () => {
  const { context, value } = parseWorkflow(
    { name: "gateway-keys.yml", content: githubText },
    new NoOperationTraceWriter(),
  );
  if (value) await convertWorkflowTemplate(context, value);
  expect(context.errors.getErrors().map(({ message }) => message)).toEqual([]);
});

const CALLS = {
  plan: /pipeline\.ts plan .*--summary summary\.md/,
  deploy: /pipeline\.ts deploy --reviewed "\$REVIEWED_PLAN"$/m,
  rotate: /pipeline\.ts deploy$/m,
  leaked: /pipeline\.ts leaked "\$LEAKED"$/m,
};

test.each(Object.entries(CALLS))("%s calls the script, on GitHub and on GitLab", (name, call) => {
  expect(githubCommands(githubJobs[name])).toMatch(call);
  expect(commandsOf(gitlabJobs[name]?.script ?? [])).toMatch(call);
});

test("a plan runs on a pull request, a deployment on main, a rotation on a schedule", () => {
  expect(Object.keys(github.on)).toEqual(["pull_request", "push", "schedule", "workflow_dispatch"]);
  expect(github.on.push.branches).toEqual(["main"]);
  expect(github.on.schedule).toEqual([{ cron: expect.stringMatching(/^\d+ \d+ \* \* \*$/) }]);
  expect(githubJobs.plan?.if).toContain("head.repo.full_name == github.repository"); // not of a fork
  expect(githubJobs.deploy?.if).toContain("github.event_name == 'push'");
  expect(githubJobs.rotate?.if).toBe("github.event_name == 'schedule'");
  expect(gitlabJobs.plan?.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
  expect(gitlabJobs.rotate?.rules).toContainEqual({ if: '$CI_PIPELINE_SOURCE == "schedule"' });
  for (const job of [gitlabJobs.review, gitlabJobs.deploy]) {
    expect(job?.rules[0]).toEqual({ if: '$LEAKED || $CI_PIPELINE_SOURCE == "schedule"', when: "never" });
  }
});

test("any key of keys.json can be named as leaked, and no other", () => {
  expect(github.on.workflow_dispatch.inputs.leaked.options).toEqual(
    Object.keys(JSON.parse(read("keys.json"))),
  );
});

test("deployments queue and are never cancelled by a later one; a leaked key waits for nothing but the state", () => {
  const groups = {
    deploy: "gateway-keys",
    rotate: "gateway-keys-rotate",
    leaked: `gateway-keys-leaked-\${{ inputs.leaked }}`,
  };
  for (const [name, group] of Object.entries(groups)) {
    expect(githubJobs[name]?.concurrency).toEqual({ group, "cancel-in-progress": false });
  }
  for (const name of ["deploy", "rotate"]) expect(gitlabJobs[name]?.resource_group).toBe("gateway-keys");
  expect(gitlabJobs.leaked?.resource_group).toBeUndefined();
});

test("no job may do more than it needs, and no code of others runs in one", () => {
  expect(github.permissions).toEqual({ contents: "read" });
  const permissions = Object.entries(githubJobs).map(([name, job]) => [name, job.permissions]);
  expect(Object.fromEntries(permissions)).toEqual({
    plan: { contents: "read", "pull-requests": "write" },
  });
  const actions = Object.values(githubJobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
  for (const action of actions) {
    expect(action).toMatch(/^(actions\/checkout|actions\/setup-node|hashicorp\/setup-terraform)@v\d+$/);
  }
});

test("secrets come from the CI's store into the one step that needs them, and are in no command, plan or artifact", () => {
  for (const job of Object.values(githubJobs)) {
    for (const { run, env, ...rest } of job.steps) {
      expect(run ?? "").not.toContain("${{"); // nothing that others wrote becomes part of a command
      expect(JSON.stringify(rest)).not.toContain("secrets.");
      if (JSON.stringify(env ?? {}).includes("secrets.")) expect(run).toContain("pipeline.ts");
    }
  }
  expect(JSON.stringify([github.env, github.on])).not.toContain("secrets.");
  const texts = [
    ...Object.values(githubJobs).map(githubCommands),
    ...Object.values(gitlabJobs).map(({ script }) => commandsOf(script)),
  ];
  for (const text of texts) {
    expect(text).not.toMatch(/set -\w*x|AIGATEWAY_API_KEY|PG_CONN_STR|SINK_TOKEN|--out\b|printenv/);
    for (const line of text.split("\n").filter((each) => /\becho\b|\bcat\b/.test(each))) {
      expect(line).not.toMatch(/TOKEN|KEY|SECRET|CONN/);
    }
  }
  for (const { artifacts } of Object.values(gitlabJobs)) expect(artifacts?.paths).toBeUndefined();
});
