/** Tests act as demo principals, also on stores with the machine's clock and in processes of their own. Those of identity take this away. */
process.env['RELET_DEMO'] = 'principals';
