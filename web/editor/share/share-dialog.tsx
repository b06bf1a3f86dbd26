import { useEffect, useState, type ReactElement } from "react";

import { CopyButton } from "../../ui/copy-button.tsx";
import { formatCount } from "../../ui/format.ts";
import { Modal } from "../dialogs/modal.tsx";
import { useEditorStore } from "../use-editor.ts";
import { MOST_LINK_CHARS } from "./packed.ts";
import { shareLink } from "./share-link.ts";

import "../../ui/field.css";
import "./share-dialog.css";

/** A link that carries what is drawn, saved or not. */
export function ShareDialog(): ReactElement {
  const store = useEditorStore();
  const [link, setLink] = useState<string | null>(null);

  useEffect(() => {
    void shareLink(store.drawing).then(setLink);
  }, [store]);

  return (
    <Modal title="Share by a link" onClose={() => store.set({ dialog: null })}>
      {link !== null &&
        (link.length > MOST_LINK_CHARS ? <TooLong link={link} /> : <Link link={link} />)}
    </Modal>
  );
}

function Link({ link }: { readonly link: string }): ReactElement {
  return (
    <>
      <p>
        The link carries the drawing as it is now, with its arguments: whoever has it can read them.
        It opens as a drawing of its own, and nothing is stored on the server.
      </p>
      <div className="share-link">
        <input
          className="input mono"
          aria-label="Link"
          readOnly
          value={link}
          onFocus={({ target }) => target.select()}
        />
        <CopyButton text={link} label="Copy the link" isLabelled />
      </div>
    </>
  );
}

function TooLong({ link }: { readonly link: string }): ReactElement {
  return (
    <p role="alert">
      As a link this drawing takes {formatCount(link.length)} characters, and not every browser and
      mailer passes on more than {formatCount(MOST_LINK_CHARS)}. Save it and send its address, or
      export it and send the file.
    </p>
  );
}
