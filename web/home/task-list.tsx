import type { ReactElement } from "react";

import type { TaskView } from "../../shared/task/view.ts";
import { useTasks } from "../api/tasks.ts";
import { Icon } from "../ui/icon.tsx";
import { Loading } from "../ui/loading.tsx";
import { printParameters, readParameters, type Parameter } from "../ui/parameters.ts";

import "./task-list.css";

const SKELETON_ROWS = 8;

/** What this deployment can run. */
export function TaskList(): ReactElement {
  return (
    <section className="home-section" aria-labelledby="tasks-title">
      <h2 id="tasks-title">Registered tasks</h2>
      <Tasks />
    </section>
  );
}

function Tasks(): ReactElement {
  const tasks = useTasks();

  if (tasks.data === undefined) {
    return <Loading query={tasks} label="Loading the registered tasks" rows={SKELETON_ROWS} />;
  }

  return (
    <ul className="task-list">
      {tasks.data.map((task) => (
        <li key={task.name}>
          <Task task={task} />
        </li>
      ))}
    </ul>
  );
}

function Task({ task }: { readonly task: TaskView }): ReactElement {
  const parameters = readParameters(task.args, task.rest);

  return (
    <details>
      <summary>
        <Icon name="chevron-right" size={14} />
        <code>
          <b>{task.name}</b>({printParameters(parameters)})
        </code>
        <span>{task.description}</span>
      </summary>
      {parameters.length === 0 ? (
        <p className="meta">It takes no arguments.</p>
      ) : (
        <Parameters parameters={parameters} />
      )}
    </details>
  );
}

function Parameters({ parameters }: { readonly parameters: readonly Parameter[] }): ReactElement {
  return (
    <dl>
      {parameters.map(({ name, type, isRequired, description, defaultValue }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            <code>{type}</code>
            <span className="meta">{needOf({ isRequired, defaultValue })}</span>
            {description !== null && <p>{description}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function needOf({
  isRequired,
  defaultValue,
}: Pick<Parameter, "isRequired" | "defaultValue">): string {
  if (isRequired) {
    return "required";
  }

  return defaultValue === null ? "optional" : `default ${defaultValue}`;
}
