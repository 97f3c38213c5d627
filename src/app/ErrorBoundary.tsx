import { Component, type ReactNode } from 'react'
import { Fault } from './Fault.tsx'

interface Props {
  readonly children: ReactNode
}

/** Shows a sentence instead of a blank page when drawing fails. React offers this as a class only. */
export class ErrorBoundary extends Component<Props, { readonly message: string | null }> {
  override readonly state: { readonly message: string | null } = { message: null }

  static getDerivedStateFromError(error: unknown): { readonly message: string } {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { message } = this.state
    return message === null ? this.props.children : <Fault message={message} />
  }
}
