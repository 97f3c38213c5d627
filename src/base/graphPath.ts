/** Where Azure Resource Graph is asked, below ARM's address. */
export const graphPath = '/providers/Microsoft.ResourceGraph/resources'
