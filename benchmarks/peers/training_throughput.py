"""Training throughput of PyTorch in Python on the released network: a peer to measure `./xraystream train` against.

MobileNetV2 1.0 on a grey film, the first stages and all batch-norm statistics frozen as in the release's experiment,
AdamW, binary cross-entropy. Prints images per second of each step's median over rounds. Needs torch alone:

    python3 training_throughput.py --size 160 --batch 32 --frozen-stages 3 --threads 2 --steps 30 [--channels-last]
"""

import argparse
import statistics
import time

import torch
from torch import nn

GROUPS = [(24, 2, 2), (32, 3, 2), (64, 4, 2), (96, 3, 1), (160, 3, 2), (320, 1, 1)]


def layer(inputs, outputs, kernel, stride, groups, activation):
    parts = [
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
    ]
    return nn.Sequential(*parts, nn.ReLU6(inplace=True)) if activation else nn.Sequential(*parts)


class Bottleneck(nn.Module):
    def __init__(self, inputs, expansion, outputs, stride):
        super().__init__()
        hidden = inputs * expansion
        self.residual = stride == 1 and inputs == outputs
        self.layers = nn.Sequential(
            layer(inputs, hidden, 1, 1, 1, True),
            layer(hidden, hidden, 3, stride, hidden, True),
            layer(hidden, outputs, 1, 1, 1, False),
        )

    def forward(self, x):
        return x + self.layers(x) if self.residual else self.layers(x)


class MobileNetV2(nn.Module):
    def __init__(self, dropout=0.3):
        super().__init__()
        width = 16
        stages = [nn.Sequential(layer(1, 32, 3, 2, 1, True), Bottleneck(32, 1, width, 1))]
        for outputs, count, stride in GROUPS:
            blocks = []
            for i in range(count):
                blocks.append(Bottleneck(width, 6, outputs, stride if i == 0 else 1))
                width = outputs
            stages.append(nn.Sequential(*blocks))
        stages.append(layer(width, 1280, 1, 1, 1, True))
        self.stages = nn.ModuleList(stages)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(1280, 1)

    def forward(self, x):
        for stage in self.stages:
            x = stage(x)
        return self.head(self.dropout(x.mean((2, 3)))).flatten()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=160)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--frozen-stages", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--channels-last", action="store_true")
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    network = MobileNetV2()
    network.train()
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.eval()
    for stage in network.stages[: options.frozen_stages]:
        stage.requires_grad_(False)
    films = torch.randn(options.batch, 1, options.size, options.size)
    if options.channels_last:
        network = network.to(memory_format=torch.channels_last)
        films = films.to(memory_format=torch.channels_last)
    labels = (torch.arange(options.batch) % 2).float()
    optimizer = torch.optim.AdamW([p for p in network.parameters() if p.requires_grad], lr=1e-4)
    loss = nn.BCEWithLogitsLoss()
    rates, cpu_rates = [], []
    for step in range(options.steps):
        start, cpu = time.perf_counter(), time.process_time()
        optimizer.zero_grad(set_to_none=True)
        loss(network(films), labels).backward()
        optimizer.step()
        if step >= 3:
            rates.append(options.batch / (time.perf_counter() - start))
            cpu_rates.append(options.threads * options.batch / (time.process_time() - cpu))
    print(
        f"torch {torch.__version__}: median {statistics.median(rates):.1f} images/s, "
        f"by processor time {statistics.median(cpu_rates):.1f} images/s"
    )


if __name__ == "__main__":
    main()
