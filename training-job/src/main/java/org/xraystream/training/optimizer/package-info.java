/**
 * The rules that make changes of weights from gradients. Written here because DJL's PyTorch engine has only two of the
 * six, and shows the state of neither, without which a run that was cut cannot go on as if it had not been. A weight,
 * its gradient and its state come in; weight and state are changed in place.
 */
package org.xraystream.training.optimizer;
