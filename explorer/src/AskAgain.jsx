import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { Kind, OperationTypeNode, parse } from 'graphql';
import { useEffect } from 'react';

/**
 * An answer belongs to who asked for it. When the caller changes, queries are asked again;
 * anything that could write is only cleared away, and a stream ends.
 */
export function AskAgain({ caller }) {
  const { run, stop } = useGraphiQLActions();
  const queryEditor = useGraphiQL(state => state.queryEditor);
  const responseEditor = useGraphiQL(state => state.responseEditor);
  useEffect(() => {
    const askAgain = () => {
      stop();
      if (onlyReads(queryEditor?.getValue() ?? '')) run();
      else responseEditor?.setValue('');
    };
    caller.addEventListener('change', askAgain);
    return () => caller.removeEventListener('change', askAgain);
  }, [caller, queryEditor, responseEditor, run, stop]);
  return null;
}

function onlyReads(text) {
  try {
    const operations = parse(text).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    return operations.length > 0 && operations.every(({ operation }) => operation === OperationTypeNode.QUERY);
  } catch {
    return false;
  }
}
