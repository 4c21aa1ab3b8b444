/** What CI says a change is compared with: variables that pull request pipelines set, as data. */

/** A variable that names what a change goes into. */
interface BaseVariable {
  readonly name: string;
  /** `commit`: where the change left the other branch. `branch`: the branch it goes into, `refs/heads/` or not. */
  readonly names: 'commit' | 'branch';
  /**
   * It is set in other pipelines too, where it names the branch that is built: it counts only when this variable says
   * so.
   */
  readonly onlyWhen?: { readonly name: string; readonly is: RegExp };
}

/**
 * In this order: a commit is exact, a branch has to be fetched. Names as the documentation of each system gives them.
 */
const BASE_VARIABLES: readonly BaseVariable[] = [
  { name: 'CI_MERGE_REQUEST_DIFF_BASE_SHA', names: 'commit' }, // GitLab
  { name: 'PULL_BASE_SHA', names: 'commit' }, // Prow
  { name: 'GITHUB_BASE_REF', names: 'branch' }, // GitHub, Gitea, Forgejo; empty outside pull requests
  { name: 'CI_MERGE_REQUEST_TARGET_BRANCH_NAME', names: 'branch' }, // GitLab
  { name: 'BITBUCKET_PR_DESTINATION_BRANCH', names: 'branch' },
  { name: 'SYSTEM_PULLREQUEST_TARGETBRANCH', names: 'branch' }, // Azure Pipelines
  { name: 'CHANGE_TARGET', names: 'branch' }, // Jenkins, multibranch
  { name: 'BUILDKITE_PULL_REQUEST_BASE_BRANCH', names: 'branch' },
  { name: 'CIRRUS_BASE_BRANCH', names: 'branch' },
  { name: 'BITRISEIO_GIT_BRANCH_DEST', names: 'branch' },
  { name: 'CODEBUILD_WEBHOOK_BASE_REF', names: 'branch' },
  { name: 'CF_PULL_REQUEST_TARGET', names: 'branch' }, // Codefresh
  { name: 'PULL_BASE_REF', names: 'branch' }, // Prow
  { name: 'DRONE_TARGET_BRANCH', names: 'branch', onlyWhen: { name: 'DRONE_BUILD_EVENT', is: /^pull_request$/ } },
  { name: 'CI_COMMIT_TARGET_BRANCH', names: 'branch', onlyWhen: { name: 'CI_PIPELINE_EVENT', is: /^pull_request/ } }, // Woodpecker
  { name: 'TRAVIS_BRANCH', names: 'branch', onlyWhen: { name: 'TRAVIS_PULL_REQUEST', is: /^\d+$/ } },
  { name: 'APPVEYOR_REPO_BRANCH', names: 'branch', onlyWhen: { name: 'APPVEYOR_PULL_REQUEST_NUMBER', is: /^\d+$/ } },
  { name: 'SEMAPHORE_GIT_BRANCH', names: 'branch', onlyWhen: { name: 'SEMAPHORE_GIT_REF_TYPE', is: /^pull-request$/ } },
];

/** Variables that name the default branch in every pipeline. */
const DEFAULT_BRANCH_VARIABLES: readonly string[] = [
  'CI_DEFAULT_BRANCH', 'BUILDKITE_PIPELINE_DEFAULT_BRANCH', 'DRONE_REPO_BRANCH', 'CI_REPO_DEFAULT_BRANCH',
];

export interface NamedBase {
  readonly variable: string;
  readonly value: string;
  readonly names: 'commit' | 'branch';
}

/** What a pull request pipeline says the change goes into; null outside of one. */
export function pullRequestBase(env: NodeJS.ProcessEnv): NamedBase | null {
  for (const { name, names, onlyWhen } of BASE_VARIABLES) {
    const value = valueOf(env, name);
    if (value === null || (onlyWhen && !onlyWhen.is.test(env[onlyWhen.name] ?? ''))) continue;
    return { variable: name, value: value.replace(/^refs\/heads\//, ''), names };
  }
  return null;
}

/** The default branch as the CI system names it; null when it does not. */
export function defaultBranchNamed(env: NodeJS.ProcessEnv): NamedBase | null {
  for (const variable of DEFAULT_BRANCH_VARIABLES) {
    const value = valueOf(env, variable);
    if (value !== null) return { variable, value, names: 'branch' };
  }
  return null;
}

/** Some systems set a variable that does not apply to an empty text, or leave its own name in it. */
function valueOf(env: NodeJS.ProcessEnv, name: string): string | null {
  const value = env[name]?.trim();
  return value && value !== 'false' && !value.startsWith('$') ? value : null;
}
