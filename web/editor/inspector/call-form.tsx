import type { ReactElement } from "react";

import type { JsonValue } from "../../../shared/canvas/json.ts";
import type { TaskBlock } from "../../../shared/drawing/block.ts";
import { editBlock, toggleImmutable } from "../../../shared/drawing/edit/call.ts";
import { Glyph } from "../../graph/glyph.tsx";
import { feedOf } from "../feed.ts";
import { useTask } from "../tasks-context.ts";
import { useDrawing, useEditorStore } from "../use-editor.ts";
import { useFlaws } from "../use-flaws.ts";
import { type Argument, argumentsOf, withArgument } from "./arguments.ts";
import { TaskPicker } from "./task-picker.tsx";
import { refuseNoList, ValueField } from "./value-field.tsx";

/** Which task is called, and with what: a field for each of its parameters. */
export function CallForm({ block }: { readonly block: TaskBlock }): ReactElement {
  const view = useTask(block.task);
  const feed = feedOf(useDrawing(), block.id);

  return (
    <>
      <TaskPicker block={block} view={view} />
      {view === undefined ? (
        <RawArguments block={block} />
      ) : (
        <Fields block={block} view={view} feed={feed?.words ?? null} />
      )}
    </>
  );
}

interface FieldsProps {
  readonly block: TaskBlock;
  readonly view: NonNullable<ReturnType<typeof useTask>>;
  /** What comes before it, in words. */
  readonly feed: string | null;
}

function Fields({ block, view, feed }: FieldsProps): ReactElement {
  const { given, surplus, unknown } = argumentsOf(view, block, feed !== null);
  const store = useEditorStore();
  const problemAt = useProblemAt(block.id);

  function change(name: string, value: JsonValue | undefined): void {
    store.apply(
      editBlock(store.drawing, block.id, {
        what: name,
        change: (old) => ({
          ...old,
          ...withArgument(view, old, { name, value, isFed: feed !== null }),
        }),
      }),
      `${block.id}.${name}`,
    );
  }

  return (
    <>
      {given.length === 0 && <p className="meta">It takes no arguments.</p>}
      {given.map((argument) =>
        argument.isFed && feed !== null && !argument.parameter.isRest ? (
          <Fed key={argument.parameter.name} argument={argument} feed={feed} block={block} />
        ) : (
          <ValueField
            key={`${block.id}.${argument.parameter.name}`}
            name={argument.parameter.name}
            type={argument.parameter.type}
            schema={argument.parameter.isRest ? { type: "array" } : argument.schema}
            value={argument.value}
            isRequired={argument.parameter.isRequired}
            hint={argument.parameter.description}
            problem={problemAt(argument.place)}
            {...(argument.parameter.isRest && { refuse: refuseNoList })}
            placeholder={placeholderOf(argument, feed)}
            onChange={(value) => change(argument.parameter.name, value)}
            onLeave={() => store.seal()}
          />
        ),
      )}
      <Rest surplus={surplus} unknown={unknown} block={block} />
      <CallProblem block={block} />
    </>
  );
}

/** The first argument is what comes before; it can be left out. */
function Fed({
  argument: { parameter },
  feed,
  block,
}: {
  readonly argument: Argument;
  readonly feed: string;
  readonly block: TaskBlock;
}): ReactElement {
  const store = useEditorStore();

  return (
    <div className="value-field">
      <div className="value-label">
        <code>{parameter.name}</code>
        <span className="value-type">{parameter.type}</span>
      </div>
      <div className="value-fed">
        <Glyph name="arrow-right-to-line" size={14} />
        <span>{feed}</span>
        <button
          type="button"
          className="button quiet small"
          title="Make it immutable: it only waits I"
          onClick={() => store.apply(toggleImmutable(store.drawing, block.id))}
        >
          <Glyph name="link-2-off" size={12} />
          Cut
        </button>
      </div>
    </div>
  );
}

function placeholderOf({ parameter, isFed }: Argument, feed: string | null): string | undefined {
  if (isFed && feed !== null) {
    return `after ${feed}`;
  }

  return parameter.defaultValue === null ? undefined : `${parameter.defaultValue} unless given`;
}

interface RestProps {
  readonly surplus: readonly JsonValue[];
  readonly unknown: Readonly<Record<string, JsonValue>>;
  readonly block: TaskBlock;
}

/** What the task has no parameter for, and the way to be rid of it. */
function Rest({ surplus, unknown, block }: RestProps): ReactElement | null {
  const store = useEditorStore();
  const names = Object.keys(unknown);

  if (surplus.length + names.length === 0) {
    return null;
  }

  const what = [...surplus.map((value) => JSON.stringify(value)), ...names].join(", ");

  function drop(): void {
    store.apply(
      editBlock(store.drawing, block.id, {
        what: "surplus arguments",
        change: (old) => ({
          ...old,
          args: old.args.slice(0, old.args.length - surplus.length),
          kwargs: Object.fromEntries(
            Object.entries(old.kwargs).filter(([name]) => !names.includes(name)),
          ),
        }),
      }),
    );
  }

  return (
    <div className="value-surplus">
      <p>
        More than it takes: <code>{what}</code>
      </p>
      <button type="button" className="button small" onClick={drop}>
        Drop it
      </button>
    </div>
  );
}

/** What is wrong with the call as a whole. */
function CallProblem({ block }: { readonly block: TaskBlock }): ReactElement | null {
  const flaws = useFlaws();
  const problem = [...flaws.problems, ...flaws.warnings].find(
    (one) => one.block === block.id && !/^(?:args\[|kwargs\.|options)/u.test(one.place),
  );

  return problem === undefined ? null : (
    <p className="field-problem" role="alert">
      {problem.message}
    </p>
  );
}

/** Of a task that is not registered nothing is known. */
function RawArguments({ block }: { readonly block: TaskBlock }): ReactElement {
  const store = useEditorStore();

  return (
    <>
      <ValueField
        key={`${block.id}.args`}
        name="args"
        type="list"
        schema={{ type: "array" }}
        value={block.args.length === 0 ? undefined : block.args}
        problem={null}
        refuse={refuseNoList}
        onChange={(value) =>
          store.apply(
            editBlock(store.drawing, block.id, {
              what: "args",
              change: (old) => ({ ...old, args: Array.isArray(value) ? value : [] }),
            }),
            `${block.id}.args`,
          )
        }
        onLeave={() => store.seal()}
      />
      <CallProblem block={block} />
    </>
  );
}

function useProblemAt(id: string): (place: string) => string | null {
  const { problems } = useFlaws();

  return (place) =>
    place === ""
      ? null
      : (problems.find((one) => one.block === id && one.place.startsWith(place))?.message ?? null);
}
