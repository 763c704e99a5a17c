# Operators that PyTorch lacks or has for another layout: the exporter copies those that a network needs into its
# model.py. A section is one class or function with those it calls ("needs"). Images are [N, C, H, W], sequences of T
# tokens [N, C, T, 1], vectors [N, C, 1, 1].
# section: ChannelLinear
class ChannelLinear(nn.Linear):
    """Linear layer over the channels of a vector [N, C, 1, 1] or of each token of [N, C, T, 1]."""

    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


# section: ChannelNorm
class ChannelNorm(nn.LayerNorm):
    """Layer normalisation over the channels of each pixel or token of [N, C, H, W]."""

    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


# section: RmsNorm
class RmsNorm(nn.Module):
    """Divides the channels of each pixel or token of [N, C, H, W] by their root mean square."""

    def __init__(self, channels, eps=1e-5, affine=True):
        super().__init__()
        self.eps = eps
        self.weight = nn.Parameter(torch.ones(channels)) if affine else None

    def forward(self, x):
        x = x * torch.rsqrt(x.square().mean(1, keepdim=True) + self.eps)
        return x if self.weight is None else x * self.weight[:, None, None]


# section: concatenate
def concatenate(tensors, dim):
    """torch.cat that spreads tensors of batch 1 (learned ones) over the batch."""
    batch = max(tensor.shape[0] for tensor in tensors)
    return torch.cat([tensor.expand(batch, -1, -1, -1) for tensor in tensors], dim)


# section: split_heads
def split_heads(x, heads):
    """[N, C, H, W] -> [N, heads, H * W, C / heads]"""
    return x.reshape(x.shape[0], heads, x.shape[1] // heads, -1).transpose(2, 3)


# section: join_heads
def join_heads(x, height, width):
    """[N, heads, H * W, d] -> [N, heads * d, H, W]"""
    return x.transpose(2, 3).reshape(x.shape[0], -1, height, width)


# section: attention needs: split_heads join_heads
def attention(query, key, value, heads=1, causal=False):
    """softmax(q k^T / sqrt(d)) v over all pixels or tokens (Vaswani et al., NIPS 2017)."""
    height, width = query.shape[2:]
    query, key, value = (split_heads(x, heads) for x in (query, key, value))
    scores = query @ key.transpose(2, 3) / query.shape[3] ** 0.5
    if causal:
        hidden = torch.ones(scores.shape[2:], dtype=torch.bool, device=scores.device).triu(1)
        scores = scores.masked_fill(hidden, float("-inf"))
    return join_heads(scores.softmax(-1) @ value, height, width)


# section: window_attention needs: attention
def window_attention(query, key, value, window, heads=1, causal=False):
    """Attention within windows of neighbouring pixels or tokens (Liu et al., ICCV 2021)."""
    n, _, height, width = query.shape
    down, across = window
    rows, columns = height // down, width // across

    def parts(x):
        x = x.reshape(n, -1, rows, down, columns, across).permute(0, 2, 4, 1, 3, 5)
        return x.reshape(n * rows * columns, -1, down, across)

    y = attention(parts(query), parts(key), parts(value), heads, causal)
    y = y.reshape(n, rows, columns, -1, down, across).permute(0, 3, 1, 4, 2, 5)
    return y.reshape(n, -1, height, width)


# section: grid_attention needs: attention
def grid_attention(query, key, value, dilation, heads=1, causal=False):
    """Attention among pixels or tokens that lie `dilation` apart (Mehta and Rastegari, ICLR 2022)."""
    n, _, height, width = query.shape
    down, across = dilation, min(dilation, width)
    rows, columns = height // down, width // across

    def parts(x):
        x = x.reshape(n, -1, rows, down, columns, across).permute(0, 3, 5, 1, 2, 4)
        return x.reshape(n * down * across, -1, rows, columns)

    y = attention(parts(query), parts(key), parts(value), heads, causal)
    y = y.reshape(n, down, across, -1, rows, columns).permute(0, 3, 4, 1, 5, 2)
    return y.reshape(n, -1, height, width)


# section: linear_attention needs: split_heads join_heads
def linear_attention(query, key, value, heads=1, causal=False):
    """o_t = q_t times the sum of k_s^T v_s over all tokens s, or those up to t (Katharopoulos et al., ICML 2020)."""
    height, width = query.shape[2:]
    query, key, value = (split_heads(x, heads) for x in (query, key, value))
    if causal:
        return join_heads((query @ key.transpose(2, 3)).tril() @ value, height, width)
    return join_heads(query @ (key.transpose(2, 3) @ value), height, width)


# section: gated_linear_attention needs: split_heads join_heads
def gated_linear_attention(query, key, value, gate, heads=1):
    """S_t = diag(gate_t) S_{t-1} + k_t^T v_t, o_t = q_t S_t, token by token (Yang et al., ICML 2024)."""
    height, width = query.shape[2:]
    query, key, value, gate = (split_heads(x, heads) for x in (query, key, value, gate))
    state = 0
    outputs = []
    for t in range(query.shape[2]):
        state = gate[:, :, t, :, None] * state + key[:, :, t, :, None] * value[:, :, t, None, :]
        outputs.append((query[:, :, t, None, :] @ state).squeeze(2))
    return join_heads(torch.stack(outputs, 2), height, width)


# section: SelectiveScan
class SelectiveScan(nn.Module):
    """h_t = exp(step_t A) h_{t-1} + step_t B_t x_t, y_t = C_t h_t + D x_t, A = -exp(a_log) (Gu and Dao, 2023)."""

    def __init__(self, channels, states):
        super().__init__()
        self.a_log = nn.Parameter(torch.log(torch.arange(1.0, states + 1)).repeat(channels, 1))
        self.d = nn.Parameter(torch.ones(channels))

    def forward(self, x, step, b, c):
        x, step, b, c = (tensor.squeeze(3).transpose(1, 2) for tensor in (x, step, b, c))  # [N, T, C]
        decay = -self.a_log.exp()
        state = 0
        outputs = []
        for t in range(x.shape[1]):
            step_now = step[:, t, :, None]
            state = (step_now * decay).exp() * state + step_now * b[:, t, None, :] * x[:, t, :, None]
            outputs.append((state * c[:, t, None, :]).sum(2))
        y = torch.stack(outputs, 1) + self.d * x
        return y.transpose(1, 2).unsqueeze(3)


# section: TokenAttention
class TokenAttention(nn.Module):
    """GELU(sqrt(n) A / |A|) V with A = x K^T and n learned key and value tokens (Wang et al., ICLR 2025)."""

    def __init__(self, in_channels, out_channels, tokens):
        super().__init__()
        self.key = nn.Parameter(torch.randn(tokens, in_channels) * in_channels**-0.5)
        self.value = nn.Parameter(torch.randn(tokens, out_channels) * tokens**-0.5)

    def forward(self, x):
        scores = x.squeeze(3).transpose(1, 2) @ self.key.t()
        norm = (scores.square().sum(-1, keepdim=True) + 1e-12).sqrt()
        weights = F.gelu(scores / norm * self.key.shape[0] ** 0.5)
        return (weights @ self.value).transpose(1, 2).unsqueeze(3)
